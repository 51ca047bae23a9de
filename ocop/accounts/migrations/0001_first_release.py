
import django.contrib.auth.validators
import django.utils.timezone
import ocop.accounts.models
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('accounts', '0001_initial')]


    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('admin', 'quản trị'), ('province_coordinator', 'điều phối tỉnh'), ('district_coordinator', 'điều phối huyện'), ('commune_officer', 'cán bộ xã'), ('signer', 'lãnh đạo ký'), ('council_member', 'thành viên hội đồng'), ('advisor', 'tổ tư vấn'), ('producer', 'chủ thể'), ('viewer', 'chỉ xem'), ('api_client', 'hệ thống kết nối')], max_length=30, verbose_name='vai trò')),
                    ('valid_from', models.DateField(verbose_name='từ ngày')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
                ],
                options={
                    'verbose_name': 'phân quyền',
                },
            ),
            migrations.CreateModel(
                name='GrantEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(choices=[('admin', 'quản trị'), ('province_coordinator', 'điều phối tỉnh'), ('district_coordinator', 'điều phối huyện'), ('commune_officer', 'cán bộ xã'), ('signer', 'lãnh đạo ký'), ('council_member', 'thành viên hội đồng'), ('advisor', 'tổ tư vấn'), ('producer', 'chủ thể'), ('viewer', 'chỉ xem'), ('api_client', 'hệ thống kết nối')], max_length=30, verbose_name='vai trò')),
                    ('valid_from', models.DateField(verbose_name='từ ngày')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LoginEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                    ('kind', models.CharField(choices=[('login', 'đăng nhập'), ('failed', 'sai mật khẩu'), ('locked', 'tạm khóa vì thử quá nhiều'), ('logout', 'đăng xuất'), ('code_failed', 'sai mã xác thực'), ('code_added', 'bật xác thực hai lớp'), ('code_removed', 'tắt xác thực hai lớp'), ('password_changed', 'đổi mật khẩu'), ('link_made', 'cấp liên kết đặt mật khẩu')], max_length=20, verbose_name='sự kiện')),
                    ('ip', models.GenericIPAddressField(null=True, verbose_name='địa chỉ mạng')),
                    ('agent', models.CharField(blank=True, max_length=200, verbose_name='trình duyệt')),
                    ('request_id', models.CharField(blank=True, max_length=64, verbose_name='mã yêu cầu')),
                ],
                options={
                    'verbose_name': 'nhật ký đăng nhập',
                },
            ),
            migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('full_name', models.CharField(blank=True, max_length=120, verbose_name='họ và tên')),
                    ('position', models.CharField(blank=True, max_length=120, verbose_name='chức vụ')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='tài khoản trình diễn')),
                    ('is_machine', models.BooleanField(default=False, verbose_name='tài khoản của hệ thống kết nối')),
                    ('fold', models.CharField(default='', editable=False, max_length=240)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('full_name', models.CharField(blank=True, max_length=120, verbose_name='họ và tên')),
                    ('position', models.CharField(blank=True, max_length=120, verbose_name='chức vụ')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='tài khoản trình diễn')),
                    ('is_machine', models.BooleanField(default=False, verbose_name='tài khoản của hệ thống kết nối')),
                    ('fold', models.CharField(default='', editable=False, max_length=240)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'tài khoản',
                },
                managers=[
                    ('objects', ocop.accounts.models.PeopleManager()),
                ],
            ),
        ]),
    ]
